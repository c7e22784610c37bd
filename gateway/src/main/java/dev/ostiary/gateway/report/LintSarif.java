package dev.ostiary.gateway.report;

import dev.ostiary.gateway.files.LintFiles;
import dev.ostiary.gateway.files.LintReport;
import dev.ostiary.gateway.files.LintedFile;
import dev.ostiary.policy.remedy.SarifReport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;

/** A lint report as SARIF: files are named relative to the working directory, as code scanning wants them. */
public final class LintSarif {
    private LintSarif() {}

    public static String write(LintReport report, LintFiles files) {
        var entries = new ArrayList<SarifReport.Entry>();
        for (LintedFile file : report.files()) {
            String uri = uri(files.path(file.file()));
            file.active().forEach(finding -> entries.add(new SarifReport.Entry(uri, finding, null)));
            file.waived().forEach(waived -> entries.add(new SarifReport.Entry(uri, waived.finding(), waived.reason())));
        }
        String version = LintSarif.class.getPackage().getImplementationVersion();
        return SarifReport.write(version == null ? "unpackaged" : version, entries);
    }

    private static String uri(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path there = file.toAbsolutePath().normalize();
        Path shown = there.startsWith(here) ? here.relativize(there) : there;
        String path = shown.toString().replace('\\', '/');
        try {
            // with a scheme only when it is absolute: a relative one is found in the checkout
            return new URI(shown.isAbsolute() ? "file" : null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return path;
        }
    }
}
