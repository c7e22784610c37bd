package dev.ostiary.policy.reference;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pairs of documents that differ in one or two places, each key compared in its own way only, so that comparing them has a
 * definite answer; and requests close to their borders. The same seed gives the same sequence.
 */
public final class NeighbourPolicies {
    private record Shape(String effect, String actions, String resources, Map<String, String> conditions) {
        String text() {
            String blocks = conditions.entrySet().stream()
                    .map(each -> each.getKey() + ":{" + each.getValue() + "}")
                    .collect(Collectors.joining(","));
            return "{\"Effect\":\"%s\",%s,%s,\"Condition\":{%s}}".formatted(effect, actions, resources, blocks);
        }
    }

    /** Two documents. */
    public record Pair(PolicyDocument existing, PolicyDocument changed) {}

    private final Random random;

    public NeighbourPolicies(long seed) {
        this.random = new Random(seed);
    }

    public Pair pair() {
        List<Shape> shapes = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            shapes.add(shape(random.nextInt(4) == 0 ? "Deny" : "Allow"));
        }
        List<Shape> others = new ArrayList<>(shapes);
        for (int i = random.nextInt(2); i >= 0; i--) {
            change(others);
        }
        PolicyDocument one = document(shapes);
        PolicyDocument other = document(others);
        return random.nextBoolean() ? new Pair(one, other) : new Pair(other, one);
    }

    private void change(List<Shape> shapes) {
        int place = random.nextInt(shapes.size());
        Shape shape = shapes.get(place);
        Shape fresh = shape(shape.effect());
        Map<String, String> more = new TreeMap<>(fresh.conditions());
        more.putAll(shape.conditions());
        switch (random.nextInt(6)) {
            case 0 -> shapes.set(place, new Shape(shape.effect(), shape.actions(), shape.resources(), more));
            case 1 ->
                shapes.set(place, new Shape(shape.effect(), shape.actions(), shape.resources(), fresh.conditions()));
            case 2 ->
                shapes.set(place, new Shape(shape.effect(), shape.actions(), fresh.resources(), shape.conditions()));
            case 3 ->
                shapes.set(place, new Shape(shape.effect(), fresh.actions(), shape.resources(), shape.conditions()));
            case 4 -> shapes.add(shape("Deny"));
            default -> shapes.add(fresh);
        }
    }

    private Shape shape(String effect) {
        Map<String, String> conditions = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            NeighbourWords.Key key = pick(NeighbourWords.KEYS);
            String quantifier = pick(List.of("", "", "", "ForAllValues:", "ForAnyValue:"));
            String operator = quantifier + pick(key.operators()) + pick(List.of("", "", "IfExists"));
            conditions.put(quoted(operator), quoted(key.name()) + ":" + some(key.values(), random.nextInt(4)));
        }
        String action = random.nextInt(6) == 0 ? "NotAction" : "Action";
        String resource = random.nextInt(5) == 0 ? "NotResource" : "Resource";
        return new Shape(
                effect,
                quoted(action) + ":" + some(NeighbourWords.ACTIONS, 1 + random.nextInt(2)),
                quoted(resource) + ":" + some(NeighbourWords.RESOURCES, 1 + random.nextInt(2)),
                conditions);
    }

    private PolicyDocument document(List<Shape> shapes) {
        String text = "{\"Version\":\"%s\",\"Statement\":%s}"
                .formatted(
                        random.nextInt(8) == 0 ? "2008-10-17" : "2012-10-17",
                        shapes.stream().map(Shape::text).toList());
        return switch (PolicyReader.readStored(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new IllegalStateException(text + rejected.problems());
        };
    }

    /** {@return a request; what has several values is only a key that the pair speaks of as a set} */
    public AuthorizationPart request() {
        RequestContext.Builder context = RequestContext.builder();
        for (NeighbourWords.Key key : NeighbourWords.KEYS) {
            if (key.name().equals("aws:TagKeys")) {
                context.withAll(
                        key.name(),
                        random.ints(random.nextInt(3), 0, key.requested().size())
                                .mapToObj(key.requested()::get)
                                .toList());
            } else if (random.nextInt(4) > 0) {
                context.with(key.name(), pick(key.requested()));
            }
        }
        return new AuthorizationPart(
                pick(NeighbourWords.REQUEST_ACTIONS), pick(NeighbourWords.REQUEST_RESOURCES), context.build());
    }

    private String some(List<String> words, int count) {
        List<String> picked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picked.add(quoted(pick(words)));
        }
        return picked.toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private <T> T pick(List<T> words) {
        return words.get(random.nextInt(words.size()));
    }
}
