package dev.ostiary.policy.vectors;

import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ModelFact;
import dev.ostiary.policy.facts.ProfileFact;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.lint.Linter;
import dev.ostiary.policy.rule.Finding;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers vectors of kind {@code lint}. */
final class LintVector {
    private static final Pattern END_OF_LIFE = Pattern.compile("(?i)eol.*|end(?:OfLife.*)?");
    private static final List<String> LIFECYCLE = List.of("status", "lifecycle", "modelLifecycle");

    private final Linter linter = new Linter();

    String answer(Fields vector) {
        return "\"findings\":["
                + findings(vector).stream()
                        .map(Finding::rule)
                        .distinct()
                        .map(JsonText::quote)
                        .collect(Collectors.joining(","))
                + "]";
    }

    List<Finding> findings(Fields vector) {
        String text = PolicyVectors.policyText(vector.get("policy"));
        Fields facts = vector.find("facts") == null ? vector : vector.object("facts");
        String type =
                facts.findText("policyType") != null ? facts.findText("policyType") : vector.findText("policyType");
        return linter.lint(text, ValidateVector.kind(type), facts(facts));
    }

    private static LintFacts facts(Fields facts) {
        Map<String, ModelFact> models = new LinkedHashMap<>();
        for (JsonNode.Member member : facts.members("models")) {
            models.put(member.name(), model(member.name(), new Fields(member.value())));
        }
        Map<String, ProfileFact> profiles = new LinkedHashMap<>();
        for (JsonNode.Member member : facts.members("profiles")) {
            profiles.put(member.name(), profile(member.name(), new Fields(member.value())));
        }
        Boolean streaming = facts.find("streaming") == null ? null : facts.isTrue("streaming");
        return new LintFacts(
                streaming,
                models,
                profiles,
                date(facts.findText("now")),
                facts.isTrue("guardrailsRequired"),
                false,
                facts.isTrue("budget"));
    }

    private static ModelFact model(String id, Fields fields) {
        LocalDate end = members(fields.node()).stream()
                .filter(member -> END_OF_LIFE.matcher(member.name()).matches())
                .flatMap(member -> Fields.texts(member.value()).stream())
                .map(LintVector::date)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean legacy = LIFECYCLE.stream().anyMatch(name -> "LEGACY".equalsIgnoreCase(fields.findText(name)));
        return new ModelFact(id, legacy, end, Set.copyOf(fields.texts("regions")));
    }

    private static ProfileFact profile(String id, Fields fields) {
        String model = fields.findText("model");
        String rest = id.substring(id.indexOf('.') + 1);
        boolean global = fields.isTrue("global") || id.startsWith("global.");
        return new ProfileFact(id, model == null ? rest : model, global, fields.texts("regions"));
    }

    private static List<JsonNode.Member> members(JsonNode node) {
        return node instanceof JsonNode.JsonObject object ? object.members() : List.of();
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.length() < 10) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException notADate) {
            throw new VectorException("`" + text + "` is not a date");
        }
    }
}
