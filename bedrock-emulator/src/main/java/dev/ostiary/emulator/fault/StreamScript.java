package dev.ostiary.emulator.fault;

import dev.ostiary.emulator.stream.BrokenFrame;
import dev.ostiary.emulator.stream.EventFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Turns frames and faults into steps, lazily: it holds at most the frames that are joined into one write. For one
 * thread at a time.
 */
final class StreamScript implements Iterator<Step> {
    private final List<Fault> faults;
    private final Iterator<byte[]> frames;
    private final Deque<Step> ready = new ArrayDeque<>();
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream();
    private int joinedFrames;
    private int index;
    private boolean over;

    StreamScript(List<Fault> faults, Iterator<byte[]> frames) {
        this.faults = faults;
        this.frames = frames;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over) {
            advance();
        }
        return !ready.isEmpty();
    }

    @Override
    public Step next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    private void advance() {
        if (!frames.hasNext()) {
            boolean reset = faults.stream().anyMatch(Fault.ResetAfterLastFrame.class::isInstance);
            finish(reset ? new Step.Reset() : new Step.End(true));
            return;
        }
        byte[] frame = frames.next();
        boolean last = !frames.hasNext();
        if (index > 0) {
            pause();
        }
        for (Fault fault : faults) {
            frame = apply(fault, frame, last);
            if (over) {
                return;
            }
        }
        write(frame);
        index++;
    }

    private void pause() {
        for (Fault fault : faults) {
            if (fault instanceof Fault.Delay delay && delay.perFrame().isPositive()) {
                flush();
                ready.add(new Step.Pause(delay.perFrame()));
            }
        }
    }

    /** The frame as this fault leaves it; ends the script when the fault does. */
    private byte[] apply(Fault fault, byte[] frame, boolean last) {
        return switch (fault) {
            case Fault.WrongCrc f
            when here(f.frame(), last) ->
                f.inPrelude() ? BrokenFrame.wrongPreludeCrc(frame) : BrokenFrame.wrongMessageCrc(frame);
            case Fault.OversizeLength f
            when here(f.frame(), last) -> BrokenFrame.withDeclaredLength(frame, f.declared());
            case Fault.ResetMidFrame f when here(f.frame(), last) -> endWith(half(frame), new Step.Reset());
            case Fault.EndMidFrame f when here(f.frame(), last) -> endWith(half(frame), new Step.End(false));
            case Fault.EndBeforeFrame f when here(f.frame(), last) -> endWith(new byte[0], new Step.End(false));
            case Fault.HangBeforeFrame f when here(f.frame(), last) -> endWith(new byte[0], new Step.Silence());
            case Fault.ExceptionFrame f
            when here(f.frame(), last) -> endWith(EventFrame.exception(f.error()), new Step.End(true));
            case Fault.WrongCrc ignored -> frame;
            case Fault.OversizeLength ignored -> frame;
            case Fault.ResetMidFrame ignored -> frame;
            case Fault.EndMidFrame ignored -> frame;
            case Fault.EndBeforeFrame ignored -> frame;
            case Fault.HangBeforeFrame ignored -> frame;
            case Fault.ExceptionFrame ignored -> frame;
            // the rest does not look at single frames
            case Fault.Delay ignored -> frame;
            case Fault.Refuse ignored -> frame;
            case Fault.ResetBeforeHeaders ignored -> frame;
            case Fault.Hang ignored -> frame;
            case Fault.ResetAfterLastFrame ignored -> frame;
            case Fault.SplitWrites ignored -> frame;
            case Fault.JoinFrames ignored -> frame;
            case Fault.Bulk ignored -> frame;
        };
    }

    private boolean here(int frame, boolean last) {
        return frame == index || frame == Fault.LAST_FRAME && last;
    }

    private static byte[] half(byte[] frame) {
        return Arrays.copyOf(frame, frame.length / 2);
    }

    private byte[] endWith(byte[] bytes, Step end) {
        write(bytes);
        finish(end);
        return bytes;
    }

    private void finish(Step end) {
        flush();
        ready.add(end);
        over = true;
    }

    private void write(byte[] bytes) {
        joined.writeBytes(bytes);
        int wanted = faults.stream()
                .filter(Fault.JoinFrames.class::isInstance)
                .mapToInt(fault -> ((Fault.JoinFrames) fault).frames())
                .max()
                .orElse(1);
        if (++joinedFrames >= wanted) {
            flush();
        }
    }

    private void flush() {
        byte[] bytes = joined.toByteArray();
        joined.reset();
        joinedFrames = 0;
        int piece = faults.stream()
                .filter(Fault.SplitWrites.class::isInstance)
                .mapToInt(fault -> ((Fault.SplitWrites) fault).bytes())
                .findFirst()
                .orElse(Math.max(1, bytes.length));
        for (int from = 0; from < bytes.length; from += piece) {
            ready.add(new Step.Write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece))));
        }
    }
}
