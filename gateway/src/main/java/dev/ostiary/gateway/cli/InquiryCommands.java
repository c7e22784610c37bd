package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.AnswerJson;
import dev.ostiary.gateway.inquiry.AnswerText;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.inquiry.WhatCan;
import dev.ostiary.gateway.inquiry.WhoCan;
import dev.ostiary.gateway.logged.LoggedCall;
import dev.ostiary.gateway.logged.LoggedExplanation;
import dev.ostiary.gateway.logged.Recheck;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.terminal.InquiryOptions;
import dev.ostiary.gateway.terminal.LogFiles;
import dev.ostiary.gateway.yaml.PlainText;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** {@code simulate}, {@code who-can}, {@code what-can} and {@code explain}: read what is asked, and print the answer. */
final class InquiryCommands {
    private final boolean json;
    private final PrintStream out;
    private final Scenes scenes;
    private final Clock clock = Clock.systemUTC();

    InquiryCommands(boolean json, PrintStream out, PrintStream err) {
        this.json = json;
        this.out = out;
        this.scenes = new Scenes(json, out, err);
    }

    int simulate(List<String> words) {
        InquiryOptions options = InquiryOptions.parseOnly(words, InquiryOptions.OF_CALL);
        return scenes.orImpossible(() -> simulate(options));
    }

    private int simulate(InquiryOptions options) {
        String app = options.get("app", "which app");
        PlannedCall call = options.call();
        Answer answer = simulator(options.scene()).ask(app, call, options.context());
        print(AnswerText.write(answer), AnswerJson.write(answer));
        return answer.isAllowed() ? Cli.FINE : Cli.FINDINGS;
    }

    int whoCan(List<String> words) {
        InquiryOptions options = InquiryOptions.parseOnly(words, InquiryOptions.OF_MODEL);
        List<PlannedCall> calls = options.find("operation") != null
                ? List.of(options.call())
                : List.of(
                        options.call(Operation.INVOKE_MODEL),
                        options.call(Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM));
        return scenes.orImpossible(() -> {
            Scene scene = scenes.read(options.scene());
            WhoCan answer = WhoCan.ask(scene, new Simulator(scene, clock.instant()), calls, options.context());
            print(answer.toText(), answer.toJson());
            return answer.anybody() ? Cli.FINE : Cli.FINDINGS;
        });
    }

    int whatCan(List<String> words) {
        InquiryOptions options = InquiryOptions.parseOnly(words, InquiryOptions.OF_APP);
        String app = options.get("app", "which app");
        return scenes.orImpossible(() -> {
            Scene scene = scenes.read(options.scene());
            var simulator = new Simulator(scene, clock.instant());
            WhatCan answer = WhatCan.ask(scene, simulator, app, options.find("region"), options.context());
            print(answer.toText(), answer.toJson());
            return answer.anything() ? Cli.FINE : Cli.FINDINGS;
        });
    }

    int explain(List<String> words) {
        InquiryOptions options = InquiryOptions.parse(words, InquiryOptions.OF_EXPLAIN);
        if (options.arguments().operands().isEmpty() && options.find("app") != null) {
            return scenes.orImpossible(() -> simulate(options));
        }
        String decision = options.arguments().only("a decision id, or --app and --model");
        return scenes.orImpossible(() -> explain(decision, options));
    }

    private int explain(String decision, InquiryOptions options) {
        LoggedCall logged = new LogFiles(options.find("log")).find(decision);
        LoggedExplanation answer =
                Recheck.of(scenes.read(options.scene()), logged, options.supplied(), clock.instant());
        print(answer.toText(), answer.toJson());
        return answer.wasAllowed() ? Cli.FINE : Cli.FINDINGS;
    }

    private Simulator simulator(SceneReader.Options options) {
        return new Simulator(scenes.read(options), clock.instant());
    }

    private void print(String text, ObjectNode object) {
        if (json) {
            out.println(object);
        } else {
            text.lines().map(PlainText::oneLine).forEach(out::println);
        }
    }
}
