package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.Symbols;
import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.pattern.VariableReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns boxes into requests. */
final class Witnesses {
    private static final int MOST_TRIES = 40;
    private static final String VALUE = "v1";
    private static final String OTHER = "another-value";

    private final Space space;
    private final Symbols symbols;

    Witnesses(Space space, Symbols symbols) {
        this.space = space;
        this.symbols = symbols;
    }

    /** {@return requests out of this box, the most ordinary first} */
    List<AuthorizationPart> of(Box box) {
        List<AuthorizationPart> requests = new ArrayList<>();
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            requests.add(request(box, attempt));
        }
        return requests.stream().distinct().toList();
    }

    private AuthorizationPart request(Box box, int attempt) {
        RequestContext context = RequestContext.empty();
        for (int i = 0; i < space.keys().size(); i++) {
            int sample = pick(box.sides().get(i + 2), attempt);
            context = with(context, space.keys().get(i), space.values().get(i).get(sample));
        }
        String resource = space.resources().get(pick(box.sides().get(1), attempt));
        for (Map.Entry<String, Character> symbol : symbols.all().entrySet()) {
            if (resource.indexOf(symbol.getValue()) >= 0) {
                String value = context.findSingle(symbol.getKey());
                context = value == null ? context.with(symbol.getKey(), VALUE) : context;
                resource = resource.replace(String.valueOf(symbol.getValue()), value == null ? VALUE : value);
            }
        }
        for (OpaqueCondition condition : space.opaque()) {
            context = opaque(context, condition, box.sides().get(space.dimensionOf(condition)), attempt);
        }
        return new AuthorizationPart(space.actions().get(pick(box.sides().get(0), attempt)), resource, context);
    }

    private static RequestContext opaque(RequestContext context, OpaqueCondition condition, BitSet truth, int attempt) {
        boolean equal = truth.get(1) != condition.operator().contains("Not");
        RequestContext known = context;
        for (VariableReference reference : VariableReference.findAll(String.join("", condition.values()))) {
            if (known.find(reference.key()) == null && reference.defaultValue() == null) {
                known = known.with(reference.key(), VALUE);
            }
        }
        String wanted = condition.values().isEmpty()
                ? null
                : Template.parse(condition.values().getFirst(), true).text(known);
        if (known.find(condition.lowerCaseKey()) != null) {
            return known;
        }
        return equal && wanted != null
                ? known.with(condition.lowerCaseKey(), wanted)
                : attempt % 2 == 0 ? known.with(condition.lowerCaseKey(), OTHER) : known;
    }

    private static int pick(BitSet side, int attempt) {
        int skip = attempt % Math.max(1, side.cardinality());
        int found = side.nextSetBit(0);
        for (int i = 0; i < skip; i++) {
            found = side.nextSetBit(found + 1);
        }
        return found;
    }

    static RequestContext with(RequestContext context, String key, Optional<ContextValue> value) {
        if (value.isEmpty()) {
            return context.without(key);
        }
        return switch (value.get()) {
            case ContextValue.Single single -> context.with(key, single.text());
            case ContextValue.Multiple list -> context.withAll(key, list.texts());
        };
    }
}
