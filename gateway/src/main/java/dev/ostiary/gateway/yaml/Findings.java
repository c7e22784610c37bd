package dev.ostiary.gateway.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the findings of one reading, so that an author sees all of them at once. Mutable, for one thread. Keeps the first
 * {@value #MOST}: a broken file of 200 KiB must not become a log of 200 MB.
 */
public final class Findings {
    static final int MOST = 200;

    private final List<Finding> found = new ArrayList<>();
    private int more;

    public void add(Finding finding) {
        if (found.size() < MOST) {
            found.add(finding);
        } else {
            more++;
        }
    }

    public void add(String file, Position at, String message, String fix) {
        add(new Finding(file, at, message, fix));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size() + more;
    }

    /** By file, then position; when some were left out, the last finding says how many. */
    public List<Finding> toList() {
        var sorted = new ArrayList<>(found);
        sorted.sort(
                Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::column));
        if (more > 0) {
            sorted.add(new Finding(".", Position.NONE, "and " + more + " more findings", "fix these first"));
        }
        return List.copyOf(sorted);
    }
}
