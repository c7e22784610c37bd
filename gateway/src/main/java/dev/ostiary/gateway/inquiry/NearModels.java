package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.yaml.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Did you mean: ids of models and profiles that are near to one that a catalogue does not have. */
public final class NearModels {
    private static final int SHOWN = 3;
    private static final int SHORTEST_PART = 4;

    private NearModels() {}

    /** {@code did you mean …?}, or the other text when nothing is near. */
    public static String suggestion(String typed, RegionalCatalogue catalogue, String otherwise) {
        List<String> known = Stream.concat(
                        catalogue.models().stream().map(model -> model.id()),
                        catalogue.profiles().stream().map(profile -> profile.id()))
                .toList();
        String id = typed.substring(typed.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        List<String> near = Stream.concat(
                        Spelling.nearest(id, known).stream(), known.stream().filter(one -> hasPart(one, id)))
                .distinct()
                .limit(SHOWN)
                .toList();
        return near.isEmpty()
                ? otherwise
                : near.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", ", "did you mean ", "?"));
    }

    /** Half of an id, such as one without its date or its version. */
    private static boolean hasPart(String known, String id) {
        return id.length() >= SHORTEST_PART && known.contains(id);
    }
}
