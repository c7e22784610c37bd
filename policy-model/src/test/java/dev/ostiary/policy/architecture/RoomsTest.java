package dev.ostiary.policy.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which room may import which; the packages' own documentation says why. */
class RoomsTest {
    private static final String ROOT = "dev.ostiary.policy.";
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("policy", Set.of()),
            Map.entry("pattern", Set.of()),
            Map.entry("context", Set.of("pattern")),
            Map.entry("condition", Set.of("policy", "pattern", "context")),
            Map.entry("evaluation", Set.of("policy", "pattern", "condition", "context")),
            Map.entry("json", Set.of("policy")),
            Map.entry("document", Set.of("policy", "pattern", "condition", "json")),
            Map.entry("explanation", Set.of("policy", "pattern", "condition", "context", "evaluation", "json")),
            Map.entry("facts", Set.of("pattern", "json")),
            Map.entry("cells", Set.of("pattern", "condition", "facts")),
            Map.entry("compare", Set.of("policy", "pattern", "condition", "context", "evaluation", "facts", "cells")),
            Map.entry("rule", Set.of("policy", "pattern", "condition", "facts")),
            Map.entry("conditionlint", Set.of("policy", "pattern", "condition", "facts", "compare", "rule")),
            Map.entry("remedy", Set.of("policy", "pattern", "json", "rule")),
            Map.entry("synthesis", Set.of("policy", "pattern", "document", "compare")),
            Map.entry(
                    "lint",
                    Set.of("policy", "pattern", "condition", "json", "document", "facts", "rule", "conditionlint")),
            Map.entry("review", Set.of("policy", "pattern", "evaluation", "rule", "compare", "synthesis")),
            Map.entry(
                    "vectors",
                    Set.of("policy", "context", "evaluation", "json", "document", "facts", "compare", "rule", "lint")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ostiary.policy");

    @Test
    void everyRoomImportsOnlyWhatItMay() {
        assertThat(CLASSES).hasSizeGreaterThan(60);
        assertThat(CLASSES).allSatisfy(each -> assertThat(ALLOWED).containsKey(room(each)));

        for (JavaClass each : CLASSES) {
            Set<String> allowed = ALLOWED.get(room(each));
            assertThat(each.getDirectDependenciesFromSelf())
                    .as("dependencies of %s", each.getName())
                    .allSatisfy(dependency -> {
                        JavaClass target = dependency.getTargetClass().getBaseComponentType();
                        if (target.getPackageName().startsWith(ROOT)
                                && !room(target).equals(room(each))) {
                            assertThat(room(target))
                                    .as(dependency.getDescription())
                                    .isIn(allowed);
                        }
                    });
        }
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheJsonRoomKnowsJackson() {
        ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.describe(
                        "stand outside the json room", each -> !room(each).equals("json")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void nothingReadsAClockOrTheFileSystemOrANetwork() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.Clock|java\\.nio\\.file\\..*|java\\.io\\.File.*|java\\.net\\..*")
                .check(CLASSES);
    }

    private static String room(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
