package dev.ostiary.emulator.stream;

import java.nio.ByteBuffer;

/** Makes frames that a correct reader must refuse. Each method returns a changed copy. */
public final class BrokenFrame {
    private BrokenFrame() {}

    /** The CRC of the prelude is wrong, the message CRC is right for these bytes. */
    public static byte[] wrongPreludeCrc(byte[] frame) {
        byte[] copy = frame.clone();
        copy[8] ^= 0x01;
        return withMessageCrc(copy);
    }

    /** Only the CRC at the end is wrong. */
    public static byte[] wrongMessageCrc(byte[] frame) {
        byte[] copy = frame.clone();
        copy[copy.length - 1] ^= 0x01;
        return copy;
    }

    /**
     * Declares another total length, with a prelude CRC that fits it: only a check of the length itself can find it.
     *
     * @param declared bytes, as an unsigned 32-bit number
     */
    public static byte[] withDeclaredLength(byte[] frame, long declared) {
        byte[] copy = frame.clone();
        ByteBuffer buffer = ByteBuffer.wrap(copy);
        buffer.putInt(0, (int) declared);
        buffer.putInt(8, EventFrame.crc(copy, 8));
        return withMessageCrc(copy);
    }

    private static byte[] withMessageCrc(byte[] frame) {
        int end = frame.length - 4;
        ByteBuffer.wrap(frame).putInt(end, EventFrame.crc(frame, end));
        return frame;
    }
}
