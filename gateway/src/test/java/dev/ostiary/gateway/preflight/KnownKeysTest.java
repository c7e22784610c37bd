package dev.ostiary.gateway.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(ostiary\\.[^`]+)`");

    @Test
    void everySettingsInterfaceIsKnown() {
        Set<String> written = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ostiary.gateway")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                written.add(type.getName());
            }
        }

        Set<String> known = new TreeSet<>();
        KnownKeys.SETTINGS.forEach(settings -> known.add(settings.getName()));

        assertThat(written).hasSizeGreaterThanOrEqualTo(7);
        assertThat(known).isEqualTo(written);
    }

    @Test
    void theDocumentNamesExactlyTheKeysThatThereAre() throws IOException {
        Set<String> documented = new TreeSet<>();
        DOCUMENTED
                .matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(row -> documented.add(row.group(1).replace("<name>", "*")));

        assertThat(documented).isEqualTo(new TreeSet<>(new KnownKeys().keys()));
    }

    @Test
    void aKeyWithANameOfTheOperatorsChoiceIsKnownInBothSpellings() {
        var known = new KnownKeys();

        assertThat(known.contains("ostiary.upstreams.eu2.account-id")).isTrue();
        assertThat(known.contains("ostiary.upstreams.eu2.regions[3]")).isTrue();
        assertThat(known.contains("ostiary.upstreams.EU.account-id")).isFalse();
        assertThat(known.contains("ostiary.upstreams.a.b.account-id")).isFalse();
        assertThat(known.ofVariable("OSTIARY_UPSTREAMS_EU2_ACCOUNT_ID")).contains("ostiary.upstreams.*.account-id");
        assertThat(known.ofVariable("OSTIARY_UPSTREAMS_E_U_ACCOUNT_ID")).isEmpty();
    }
}
