package dev.ostiary.gateway.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.policy.explanation.Dependence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** That something is allowed, or allowed under conditions. */
record Grant(String operation, Dependence dependence) {

    static String write(List<Grant> grants) {
        List<String> firm = grants.stream()
                .filter(grant -> grant.dependence.conditions().isEmpty())
                .map(Grant::operation)
                .toList();
        String conditional = grants.stream()
                .filter(grant -> !grant.dependence.conditions().isEmpty())
                .collect(Collectors.groupingBy(
                        grant -> String.join("; ", grant.dependence.conditions()),
                        LinkedHashMap::new,
                        Collectors.mapping(Grant::operation, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
        return String.join(", ", firm) + (firm.isEmpty() || conditional.isEmpty() ? "" : ", ") + conditional;
    }

    static void write(List<Grant> grants, ArrayNode array) {
        for (Grant grant : grants) {
            ObjectNode json = array.addObject()
                    .put("operation", grant.operation)
                    .put("answer", grant.dependence.answer().name().toLowerCase(Locale.ROOT));
            json.set("conditions", AnswerJson.texts(grant.dependence.conditions()));
        }
    }
}
