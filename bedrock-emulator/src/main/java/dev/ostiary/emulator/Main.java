package dev.ostiary.emulator;

import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.fault.FaultJson;
import dev.ostiary.emulator.fault.FaultRule;
import dev.ostiary.emulator.refusal.CallerRules;
import dev.ostiary.emulator.refusal.RefusalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Starts the emulator by itself. Ends with 2 when it cannot be started as asked. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            StartArguments arguments = new StartArguments(List.of(args), System.getenv());
            EmulatorOptions options = arguments.options();
            List<FaultRule> faults = Json.parseList(arguments.faults().getBytes(StandardCharsets.UTF_8)).stream()
                    .map(FaultJson::parse)
                    .toList();
            List<CallerRules.Rule> refusals =
                    Json.parseList(arguments.refusals().getBytes(StandardCharsets.UTF_8)).stream()
                            .map(RefusalJson::parse)
                            .toList();
            Emulator emulator = Emulator.start(options);
            faults.forEach(emulator.faults()::add);
            refusals.forEach(emulator.rules()::add);
            System.out.println("bedrock-emulator listens on " + emulator.endpoint() + ", access key "
                    + options.account().accessKey());
        } catch (IllegalArgumentException | IOException | CompletionException e) {
            System.err.println("bedrock-emulator: " + e.getMessage());
            System.exit(2);
        }
    }
}
