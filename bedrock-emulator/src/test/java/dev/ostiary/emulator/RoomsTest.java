package dev.ostiary.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may import whom, as the package descriptions say. */
class RoomsTest {
    private static final String ROOT = "dev.ostiary.emulator";
    private static final Map<String, String[]> MAY_IMPORT = Map.ofEntries(
            Map.entry("exchange", new String[] {}),
            Map.entry("signature", new String[] {"exchange"}),
            Map.entry("stream", new String[] {"exchange"}),
            Map.entry("catalogue", new String[] {"exchange"}),
            Map.entry("text", new String[] {"exchange"}),
            Map.entry("family", new String[] {"exchange", "text"}),
            Map.entry("runtime", new String[] {"exchange", "catalogue", "family", "text", "stream"}),
            Map.entry("control", new String[] {"exchange", "catalogue"}),
            Map.entry("sts", new String[] {"exchange", "signature"}),
            Map.entry("fault", new String[] {"exchange", "stream"}),
            Map.entry("refusal", new String[] {"exchange"}),
            Map.entry("requests", new String[] {"exchange", "signature"}));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void enoughClassesWereSeen() {
        assertThat(CLASSES.size()).isGreaterThan(80);
    }

    @Test
    void roomsImportOnlyWhatTheirDescriptionsName() {
        MAY_IMPORT.forEach((room, others) -> {
            String[] allowed = new String[others.length + 1];
            allowed[0] = ROOT + "." + room;
            for (int i = 0; i < others.length; i++) {
                allowed[i + 1] = ROOT + "." + others[i];
            }
            classes()
                    .that()
                    .resideInAPackage(ROOT + "." + room)
                    .should()
                    .onlyDependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                            "live in " + Arrays.toString(allowed) + " or outside of the emulator",
                            other -> !other.getPackageName().startsWith(ROOT)
                                    || Arrays.asList(allowed).contains(other.getPackageName())))
                    .check(CLASSES);
        });
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingUsesTheAwsSdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("the emulator must check the SDK and not itself")
                .check(CLASSES);
    }
}
