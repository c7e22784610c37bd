package dev.ostiary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the code to the table of rooms in docs/architecture.md. */
class RoomsTest {
    private static final String ROOT = "dev.ostiary.gateway.";
    private static final Pattern ROW = Pattern.compile("\\| `([a-z]+)` \\| [^|]+ \\| (-|`[a-z`, ]+`) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ostiary.gateway");

    @Test
    void aRoomImportsOnlyWhatTheArchitecturePageLists() throws IOException {
        assertThat(classes).as("classes seen").hasSizeGreaterThan(40);
        Map<String, Set<String>> allowed = allowedImports();

        var wrong = new ArrayList<String>();
        for (JavaClass type : classes) {
            String from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !room(target).equals(from)) {
                    if (!allowed.getOrDefault(from, Set.of()).contains(room(target))) {
                        wrong.add(from + " -> " + room(target) + ": " + dependency.getDescription());
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRoomStandsInTheTableAndIsOneLevelDeep() throws IOException {
        var rooms = new TreeSet<String>();
        for (JavaClass type : classes) {
            rooms.add(room(type));
        }

        assertThat(rooms).isEqualTo(allowedImports().keySet());
    }

    @Test
    void everyRoomIsNullMarked() {
        var unmarked = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        }

        assertThat(unmarked).isEmpty();
    }

    @Test
    void noClassHasAnEmptyName() {
        List<String> empty = classes.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.matches(".*(Manager|Helper|Utils?|Impl)|(Abstract|I[A-Z][a-z]).*"))
                .toList();

        assertThat(empty).isEmpty();
    }

    private static String room(JavaClass type) {
        return type.getPackageName().equals("dev.ostiary.gateway")
                ? ""
                : type.getPackageName().substring(ROOT.length());
    }

    private static Map<String, Set<String>> allowedImports() throws IOException {
        var rooms = new TreeMap<String, Set<String>>();
        for (String line : Files.readAllLines(Path.of("../docs/architecture.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var imports = new TreeSet<String>();
                var name = NAME.matcher(row.group(2));
                while (name.find()) {
                    imports.add(name.group(1));
                }
                rooms.put(row.group(1), imports);
            }
        }
        assertThat(rooms).as("rows read from docs/architecture.md").hasSizeGreaterThan(10);
        return rooms;
    }
}
