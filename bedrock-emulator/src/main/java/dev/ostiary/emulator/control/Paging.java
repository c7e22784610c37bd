package dev.ostiary.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Json;
import java.util.List;
import java.util.function.Function;

/** Answers lists page by page, as {@code maxResults} and {@code nextToken} ask for it. */
final class Paging {
    private Paging() {}

    /**
     * @param most the largest page that AWS allows
     * @param member where the items stand in the answer
     */
    static <T> Answer page(Call call, List<T> items, int most, String member, Function<T, ObjectNode> json) {
        int size = number(call, "maxResults", Math.min(most, items.size() + 1));
        int from = call.target().parameter("nextToken").map(PageToken::offset).orElse(0);
        if (size < 1 || size > most || from < 0 || from > items.size()) {
            return AwsError.validation("1 validation error detected: maxResults or nextToken is not valid")
                    .toAnswer();
        }
        int to = Math.min(items.size(), from + size);
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray(member);
        items.subList(from, to).forEach(item -> summaries.add(json.apply(item)));
        if (to < items.size()) {
            answer.put("nextToken", PageToken.of(to));
        }
        return Answer.json(answer);
    }

    private static int number(Call call, String parameter, int otherwise) {
        try {
            return call.target().parameter(parameter).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
