package dev.ostiary.emulator;

/** Starts the emulator by itself. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Emulator emulator =
                Emulator.start(EmulatorOptions.defaults().withPort(Integer.parseInt(args.length > 0 ? args[0] : "0")));
        System.out.println("bedrock-emulator listens on " + emulator.endpoint());
    }
}
