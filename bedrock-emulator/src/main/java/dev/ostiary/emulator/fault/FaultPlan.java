package dev.ostiary.emulator.fault;

import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What goes wrong with one call. */
public record FaultPlan(List<Fault> faults) {
    public static final FaultPlan NONE = new FaultPlan(List.of());

    /** What happens before the answer begins. */
    public enum Opening {
        ANSWER,
        RESET,
        HANG
    }

    public FaultPlan {
        faults = List.copyOf(faults);
    }

    public Duration firstByteDelay() {
        return faults.stream()
                .filter(Fault.Delay.class::isInstance)
                .map(fault -> ((Fault.Delay) fault).firstByte())
                .reduce(Duration.ZERO, Duration::plus);
    }

    public Opening opening() {
        for (Fault fault : faults) {
            if (fault instanceof Fault.ResetBeforeHeaders) {
                return Opening.RESET;
            }
            if (fault instanceof Fault.Hang) {
                return Opening.HANG;
            }
        }
        return Opening.ANSWER;
    }

    /** The error to answer with, in place of the real answer. */
    public Optional<AwsError> refusal() {
        return faults.stream()
                .filter(Fault.Refuse.class::isInstance)
                .map(fault -> ((Fault.Refuse) fault).error())
                .findFirst();
    }

    /** The answer with its frames replaced, if a bulk stream was asked for. */
    public Answer replace(Call call, Answer answer) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.Bulk bulk && answer instanceof Answer.Frames frames) {
                return new Answer.Frames(frames.headers(), new BulkFrames(call.operation(), bulk));
            }
        }
        return answer;
    }

    /** The script by which these frames are sent. */
    public Iterator<Step> script(Iterator<byte[]> frames) {
        return new StreamScript(faults, frames);
    }
}
