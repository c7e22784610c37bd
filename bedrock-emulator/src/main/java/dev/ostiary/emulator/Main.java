package dev.ostiary.emulator;

/** Starts the emulator by itself. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("bedrock-emulator");
    }
}
