package dev.ostiary.gateway.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns text into a {@link YamlNode}: one document, YAML 1.2 core schema, at most {@value #DEEPEST} levels, no aliases (a few lines
 * of them grow to gigabytes), no tags, no key twice. Built on the parser's events rather than on its object loader, which would
 * drop the positions and recurse as deep as the input likes.
 */
public final class YamlReader {
    static final int DEEPEST = 32;

    private final String file;
    private final Findings findings;
    private final Iterator<Event> events;

    private YamlReader(String file, String text, Findings findings) {
        this.file = file;
        this.findings = findings;
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(text.length() + 1)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The document, or null when the text is not acceptable YAML; then {@code findings} has grown. */
    public static @Nullable YamlNode read(String file, String text, Findings findings) {
        try {
            return new YamlReader(file, text, findings).document();
        } catch (Unacceptable refusal) {
            findings.add(refusal.finding);
        } catch (MarkedYamlEngineException e) {
            findings.add(syntaxError(file, e));
        } catch (ReaderException e) {
            findings.add(
                    file,
                    positionOf(text, e.getPosition()),
                    String.format("character U+%04X is not allowed in YAML", e.getCodePoint()),
                    "remove it, or write it as an escape in double quotes");
        } catch (YamlEngineException e) {
            findings.add(file, Position.START, "not YAML: " + firstLine(e.getMessage()), "");
        }
        return null;
    }

    private @Nullable YamlNode document() {
        events.next(); // stream start
        if (events.next() instanceof StreamEndEvent) {
            findings.add(file, Position.START, "the file is empty", "write the entry, or delete the file");
            return null;
        }
        YamlNode node = node(events.next(), 1);
        events.next(); // document end
        Event after = events.next();
        if (after instanceof DocumentStartEvent) {
            throw refuse(after, "a second document (`---`) in one file", "one file holds one entry");
        }
        return node;
    }

    private YamlNode node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw refuse(event, "nested deeper than " + DEEPEST + " levels", "nothing here needs that");
        }
        if (event instanceof AliasEvent) {
            throw refuse(event, "aliases (`*name`) are not accepted", "write the value out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw refuse(event, "anchors (`&name`) are not accepted", "write the value out where it is used");
        }
        if (event instanceof CollectionStartEvent collection
                && collection.getTag().isPresent()) {
            throw tagged(event, collection.getTag());
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> list(start, depth);
            case MappingStartEvent start -> object(start, depth);
            default -> throw refuse(event, "unexpected " + event.getEventId(), "");
        };
    }

    private YamlNode scalar(ScalarEvent event) {
        if (event.getTag().isPresent()) {
            throw tagged(event, event.getTag());
        }
        Tag tag = event.isPlain() ? new CoreSchema().getScalarResolver().resolve(event.getValue(), true) : Tag.STR;
        return new YamlNode.Scalar(kind(tag), event.getValue(), positionOf(event));
    }

    private static YamlNode.ScalarKind kind(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return YamlNode.ScalarKind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            return YamlNode.ScalarKind.FLOAT;
        } else if (tag.equals(Tag.BOOL)) {
            return YamlNode.ScalarKind.BOOLEAN;
        } else if (tag.equals(Tag.NULL)) {
            return YamlNode.ScalarKind.NULL;
        }
        return YamlNode.ScalarKind.STRING;
    }

    private YamlNode list(SequenceStartEvent start, int depth) {
        var items = new ArrayList<YamlNode>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.ListNode(items, positionOf(start));
    }

    private YamlNode object(MappingStartEvent start, int depth) {
        var entries = new ArrayList<YamlNode.Entry>();
        var lines = new HashMap<String, Integer>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            Position at = positionOf(event);
            String key = key(node(event, depth + 1));
            YamlNode value = node(events.next(), depth + 1);
            Integer first = lines.putIfAbsent(key, at.line());
            if (first != null) {
                findings.add(
                        file, at, "key `" + key + "` is written twice, first in line " + first, "keep one of them");
            } else {
                entries.add(new YamlNode.Entry(key, at, value));
            }
        }
        return new YamlNode.ObjectNode(entries, positionOf(start));
    }

    private String key(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.ScalarKind.STRING) {
            return scalar.text();
        }
        String text = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        findings.add(
                file,
                node.at(),
                "a key must be a string, not " + node.kind(),
                text.isEmpty() ? "" : "put it in quotes: \"" + text + "\"");
        return text;
    }

    private Unacceptable tagged(Event event, Optional<String> tag) {
        return refuse(event, "tags (`" + tag.orElse("!") + "`) are not accepted", "write the plain value");
    }

    private Unacceptable refuse(Event event, String message, String fix) {
        return new Unacceptable(new Finding(file, positionOf(event), message, fix));
    }

    private static Finding syntaxError(String file, MarkedYamlEngineException e) {
        Position at = e.getProblemMark().map(YamlReader::positionOf).orElse(Position.START);
        String problem = firstLine(e.getProblem()).toLowerCase(Locale.ROOT);
        if (problem.contains("(tab)") || problem.contains("tab character")) {
            return new Finding(file, at, "a tab cannot indent YAML", "indent with spaces");
        }
        String since = e.getContextMark()
                .map(mark -> " that begins in line " + (mark.getLine() + 1))
                .orElse("");
        String context = e.getContext() == null ? "" : firstLine(e.getContext()) + since + ", ";
        return new Finding(file, at, "not YAML: " + context + problem, "");
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
    }

    private static Position positionOf(Event event) {
        return event.getStartMark().map(YamlReader::positionOf).orElse(Position.START);
    }

    private static Position positionOf(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Where the character with this index (in code points) stands. */
    private static Position positionOf(String text, int index) {
        int line = 1;
        int column = 1;
        int[] points = text.codePoints().limit(Math.max(0, index)).toArray();
        for (int point : points) {
            column = point == '\n' ? 1 : column + 1;
            line = point == '\n' ? line + 1 : line;
        }
        return new Position(line, column);
    }

    /** Ends the reading of one file at its first unacceptable construct; never leaves this class. */
    private static final class Unacceptable extends RuntimeException {
        private final transient Finding finding;

        Unacceptable(Finding finding) {
            super(finding.message(), null, false, false);
            this.finding = finding;
        }
    }
}
