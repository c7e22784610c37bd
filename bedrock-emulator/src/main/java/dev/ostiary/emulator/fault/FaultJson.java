package dev.ostiary.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.exchange.Members;
import java.time.Duration;
import java.util.List;

/**
 * The JSON form of a fault rule, for example `{"fault":"reset-mid-frame","frame":2,"operation":"ConverseStream"}`. All
 * members but `fault` may be left out.
 */
public final class FaultJson {
    private static final List<String> MEMBERS = List.of(
            "fault",
            "operation",
            "model",
            "every",
            "times",
            "frame",
            "firstByteMillis",
            "frameMillis",
            "status",
            "type",
            "message",
            "prelude",
            "length",
            "bytes",
            "frames");
    private static final int OVERSIZE = Integer.MAX_VALUE;

    private FaultJson() {}

    /**
     * @throws IllegalArgumentException saying what is wrong
     */
    public static FaultRule parse(JsonNode node) {
        Members members = new Members(node);
        members.onlyAmong(MEMBERS);
        return new FaultRule(
                fault(members), members.selector(), members.number("every", 1), members.number("times", 0));
    }

    private static Fault fault(Members members) {
        int frame = members.number("frame", Fault.LAST_FRAME);
        String name = members.text("fault", "");
        return switch (name) {
            case "delay" -> new Fault.Delay(millis(members, "firstByteMillis"), millis(members, "frameMillis"));
            case "throttle" ->
                new Fault.Refuse(AwsError.throttling(
                        members.text("message", "Too many requests, please wait before trying again.")));
            case "error" -> new Fault.Refuse(error(members, 500, "InternalServerException"));
            case "reset-before-headers" -> new Fault.ResetBeforeHeaders();
            case "hang" -> new Fault.Hang();
            case "reset-mid-frame" -> new Fault.ResetMidFrame(frame);
            case "reset-after-last-frame" -> new Fault.ResetAfterLastFrame();
            case "hang-before-frame" -> new Fault.HangBeforeFrame(frame);
            case "wrong-crc" -> new Fault.WrongCrc(frame, members.flag("prelude"));
            case "oversize-length" -> new Fault.OversizeLength(frame, members.number("length", OVERSIZE));
            case "exception-frame" -> new Fault.ExceptionFrame(frame, error(members, 429, "ThrottlingException"));
            case "end-before-frame" -> new Fault.EndBeforeFrame(frame);
            case "end-mid-frame" -> new Fault.EndMidFrame(frame);
            case "split-writes" -> new Fault.SplitWrites(members.number("bytes", 1));
            case "join-frames" -> new Fault.JoinFrames(members.number("frames", 4));
            case "bulk" -> new Fault.Bulk(members.number("frames", 1_000), members.number("bytes", 100));
            default ->
                throw new IllegalArgumentException("unknown fault `" + name + "`, see README.md for their names");
        };
    }

    private static AwsError error(Members members, int status, String type) {
        return new AwsError(
                members.number("status", status),
                members.text("type", type),
                members.text("message", "Set by a fault of the emulator."));
    }

    private static Duration millis(Members members, String name) {
        return Duration.ofMillis(members.number(name, 0));
    }

    public static ObjectNode write(FaultRule rule) {
        ObjectNode node = write(rule.fault());
        return node.put("operation", rule.selector().operation())
                .put("model", rule.selector().model())
                .put("every", rule.every())
                .put("times", rule.times());
    }

    private static ObjectNode write(Fault fault) {
        return switch (fault) {
            case Fault.Delay f ->
                named("delay")
                        .put("firstByteMillis", f.firstByte().toMillis())
                        .put("frameMillis", f.perFrame().toMillis());
            case Fault.Refuse f -> error(named("error"), f.error());
            case Fault.ResetBeforeHeaders ignored -> named("reset-before-headers");
            case Fault.Hang ignored -> named("hang");
            case Fault.ResetMidFrame f -> named("reset-mid-frame").put("frame", f.frame());
            case Fault.ResetAfterLastFrame ignored -> named("reset-after-last-frame");
            case Fault.HangBeforeFrame f -> named("hang-before-frame").put("frame", f.frame());
            case Fault.WrongCrc f -> named("wrong-crc").put("frame", f.frame()).put("prelude", f.inPrelude());
            case Fault.OversizeLength f ->
                named("oversize-length").put("frame", f.frame()).put("length", f.declared());
            case Fault.ExceptionFrame f ->
                error(named("exception-frame"), f.error()).put("frame", f.frame());
            case Fault.EndBeforeFrame f -> named("end-before-frame").put("frame", f.frame());
            case Fault.EndMidFrame f -> named("end-mid-frame").put("frame", f.frame());
            case Fault.SplitWrites f -> named("split-writes").put("bytes", f.bytes());
            case Fault.JoinFrames f -> named("join-frames").put("frames", f.frames());
            case Fault.Bulk f -> named("bulk").put("frames", f.frames()).put("bytes", f.payloadBytes());
        };
    }

    private static ObjectNode named(String name) {
        return Json.object().put("fault", name);
    }

    private static ObjectNode error(ObjectNode node, AwsError error) {
        return node.put("status", error.status()).put("type", error.type()).put("message", error.message());
    }
}
