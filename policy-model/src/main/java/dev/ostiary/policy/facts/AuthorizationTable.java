package dev.ostiary.policy.facts;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions, resource types and condition keys of the Bedrock services. Immutable; read once from the jar. */
public final class AuthorizationTable {
    private static final String FILE = "bedrock-authz-facts.json";

    private final Map<String, ActionFact> actions = new LinkedHashMap<>();
    private final List<ActionFact> all;
    private final Map<String, List<ResourceTypeFact>> typesByHead = new LinkedHashMap<>();
    private final List<ResourceTypeFact> types = new ArrayList<>();
    private final Map<String, String> keyTypes = new LinkedHashMap<>();
    private final List<String> services;
    private final LocalDate asOf;

    private AuthorizationTable(JsonNode.JsonObject services, LocalDate asOf) {
        this.asOf = asOf;
        services.members().forEach(service -> readService(service.name(), service.value()));
        this.all = List.copyOf(actions.values());
        this.services = services.members().stream().map(JsonNode.Member::name).toList();
    }

    /**
     * {@return the table that comes with this library}
     *
     * @throws IllegalStateException when the jar lacks the table
     */
    public static AuthorizationTable read() {
        try (InputStream in = AuthorizationTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("`" + FILE + "` is missing in the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (JsonText.parse(text) instanceof JsonText.Reading.Parsed parsed
                    && parsed.root() instanceof JsonNode.JsonObject root
                    && root.find("services") instanceof JsonNode.JsonObject services
                    && root.find("asOf") instanceof JsonNode.JsonString asOf) {
                return new AuthorizationTable(services, LocalDate.parse(asOf.text()));
            }
            throw new IllegalStateException("`" + FILE + "` is not a table of services");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("`" + FILE + "` cannot be read", unreadable);
        }
    }

    /** {@return the day of the data; AWS adds actions every month} */
    public LocalDate asOf() {
        return asOf;
    }

    /** {@return whether the table covers this service prefix; case does not matter} */
    public boolean knowsService(String prefix) {
        return services.contains(AsciiCase.lower(prefix));
    }

    /** {@return the action of this name, service included; case does not matter; null when unknown} */
    public @Nullable ActionFact findAction(String name) {
        return actions.get(AsciiCase.lower(name));
    }

    /** {@return every action that the pattern matches} */
    public List<ActionFact> matching(String pattern) {
        if (!Glob.hasWildcard(pattern)) {
            ActionFact named = findAction(pattern);
            return named == null ? List.of() : List.of(named);
        }
        Glob glob = Glob.ignoringCase(pattern);
        return all.stream().filter(action -> glob.matches(action.name())).toList();
    }

    /** {@return all actions} */
    public List<ActionFact> actions() {
        return all;
    }

    /** {@return the bedrock resource types whose ARNs have this text before their first slash; empty when unknown} */
    public List<ResourceTypeFact> typesOf(String head) {
        return typesByHead.getOrDefault(head, List.of());
    }

    /** {@return the resource types of all services of this table} */
    public List<ResourceTypeFact> resourceTypes() {
        return List.copyOf(types);
    }

    /** {@return the type of a service's condition key as the reference names it, null when unknown} */
    public @Nullable String findKeyType(String key) {
        return keyTypes.get(AsciiCase.lower(key));
    }

    private void readService(String service, JsonNode node) {
        for (JsonNode.Member action : members(node, "actions")) {
            ActionFact fact = new ActionFact(
                    service + ":" + action.name(),
                    texts(action.value(), "accessLevel").getFirst(),
                    texts(action.value(), "resourceTypes"),
                    texts(action.value(), "conditionKeys"));
            actions.put(AsciiCase.lower(fact.name()), fact);
        }
        for (JsonNode.Member key : members(node, "conditionKeys")) {
            if (key.value() instanceof JsonNode.JsonString type) {
                keyTypes.put(AsciiCase.lower(key.name()), type.text());
            }
        }
        for (JsonNode.Member type : members(node, "resourceTypes")) {
            ResourceTypeFact fact = readType(type);
            types.add(fact);
            if (service.equals("bedrock")) {
                typesByHead
                        .computeIfAbsent(fact.head(), any -> new ArrayList<>())
                        .add(fact);
            }
        }
    }

    private static ResourceTypeFact readType(JsonNode.Member type) {
        String[] fields = texts(type.value(), "arn").getFirst().split(":", 6);
        String head = fields[5].split("/", 2)[0];
        boolean tags = texts(type.value(), "conditionKeys").stream().anyMatch(key -> key.startsWith("aws:ResourceTag"));
        return new ResourceTypeFact(type.name(), head, !fields[3].isEmpty(), !fields[4].isEmpty(), tags);
    }

    private static List<JsonNode.Member> members(JsonNode node, String name) {
        return node instanceof JsonNode.JsonObject object && object.find(name) instanceof JsonNode.JsonObject found
                ? found.members()
                : List.of();
    }

    private static List<String> texts(JsonNode node, String name) {
        JsonNode found = node instanceof JsonNode.JsonObject object ? object.find(name) : null;
        if (found instanceof JsonNode.JsonString string) {
            return List.of(string.text());
        }
        return found instanceof JsonNode.JsonArray array
                ? array.elements().stream()
                        .filter(JsonNode.JsonString.class::isInstance)
                        .map(each -> ((JsonNode.JsonString) each).text())
                        .toList()
                : List.of();
    }
}
