package dev.ostiary.policy.cells;

import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.PatternTokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of actions and resources: real names where a cell has one, else the shortest text. */
public final class NameCells {
    private static final String ARN = "arn:*:*:*:*:*";
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1", "us-west-2");
    private static final List<String> TYPES = List.of(
            "%s::foundation-model/amazon.nova-lite-v1:0",
            "%s::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
            "%s:111122223333:inference-profile/us.amazon.nova-lite-v1:0",
            "%s:111122223333:application-inference-profile/a1b2c3",
            "%s:111122223333:guardrail/g1");

    private final AuthorizationTable table;

    public NameCells(AuthorizationTable table) {
        this.table = table;
    }

    public List<String> actions(Collection<String> patterns) {
        List<String> lower = patterns.stream().map(AsciiCase::lower).distinct().toList();
        List<int[]> tokens = new ArrayList<>();
        tokens.add(new int[] {PatternTokens.ONE_IN_FIELD, PatternTokens.ANY_IN_FIELD, ':', PatternTokens.ANY_IN_FIELD});
        lower.forEach(text -> tokens.add(PatternTokens.ofGlob(text, false)));
        Map<BitSet, String> cells = new LinkedHashMap<>(TextCells.of(tokens));
        List<Glob> globs = lower.stream().map(Glob::ignoringCase).toList();
        for (ActionFact action : table.actions()) {
            BitSet cell = new BitSet();
            cell.set(0);
            for (int i = 0; i < globs.size(); i++) {
                cell.set(i + 1, globs.get(i).matches(action.name()));
            }
            if (cells.containsKey(cell) && table.findAction(cells.get(cell)) == null) {
                cells.put(cell, action.name());
            }
        }
        cells.replaceAll((cell, text) -> asWritten(text));
        return inDomain(cells);
    }

    /** A witness is shown to people: `bedrock:InvokeModel`, not `bedrock:invokemodel`. */
    private String asWritten(String action) {
        ActionFact known = table.findAction(action);
        return known == null ? action : known.name();
    }

    public List<String> resources(Collection<ResourceForm> forms) {
        List<int[]> tokens = new ArrayList<>();
        tokens.add(PatternTokens.ofArn(ARN, false));
        for (ResourceForm form : forms) {
            if (form.text().startsWith("arn")) {
                tokens.add(PatternTokens.ofArn(form.text(), form.escapes()));
                tokens.add(PatternTokens.ofGlob(form.text(), form.escapes()));
            }
        }
        Map<BitSet, String> cells = new LinkedHashMap<>(TextCells.of(tokens));
        for (String type : TYPES.reversed()) {
            for (String region : REGIONS.reversed()) {
                String arn = "arn:aws:bedrock:" + type.formatted(region);
                cells.computeIfPresent(TextCells.cellOf(tokens, arn), (cell, text) -> arn);
            }
        }
        List<String> samples = new ArrayList<>(inDomain(cells));
        samples.add("*");
        return samples;
    }

    private static List<String> inDomain(Map<BitSet, String> cells) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().get(0))
                .map(Map.Entry::getValue)
                .toList();
    }
}
