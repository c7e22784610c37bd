package dev.ostiary.gateway.endpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configured upstreams, or what is wrong with them: a start that is refused names everything at once.
 *
 * @param byName only those without a problem
 * @param problems one sentence each, beginning with the offending key
 */
public record Upstreams(Map<String, Upstream> byName, List<String> problems) {
    public Upstreams {
        byName = Map.copyOf(byName);
        problems = List.copyOf(problems);
    }

    public static Upstreams read(UpstreamsSettings settings) {
        var byName = new TreeMap<String, Upstream>();
        var problems = new ArrayList<String>();
        settings.byName().forEach((name, one) -> {
            var reader = new UpstreamReader(name, one);
            reader.read().ifPresent(upstream -> byName.put(name, upstream));
            problems.addAll(reader.problems());
        });
        return new Upstreams(byName, problems);
    }

    /** @throws IllegalArgumentException when there is no such upstream: names are checked when access files load */
    public Upstream get(String name) {
        var upstream = byName.get(name);
        if (upstream == null) {
            throw new IllegalArgumentException("there is no upstream `" + name + "`");
        }
        return upstream;
    }
}
