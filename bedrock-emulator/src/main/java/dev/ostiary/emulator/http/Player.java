package dev.ostiary.emulator.http;

import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.fault.FaultPlan;
import dev.ostiary.emulator.fault.Step;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Plays one answer out, step by step, and waits whenever the client does not take more. Lives on the event loop of its
 * connection and is used by no other thread.
 */
final class Player {
    private static final int STEPS_PER_TURN = 64;
    /** What was written before a reset must have left this machine, or the reset would swallow it. */
    private static final Duration BEFORE_RESET = Duration.ofMillis(20);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final boolean declaredLength;
    private Iterator<Step> steps = List.<Step>of().iterator();

    Player(Vertx vertx, HttpServerRequest request, boolean declaredLength) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.declaredLength = declaredLength;
    }

    static void play(Vertx vertx, HttpServerRequest request, Answer answer, FaultPlan plan) {
        Player player = new Player(vertx, request, answer instanceof Answer.Whole);
        player.after(plan.firstByteDelay(), () -> player.open(answer, plan));
    }

    private void open(Answer answer, FaultPlan plan) {
        if (gone()) {
            return;
        }
        switch (plan.opening()) {
            case RESET -> Abort.reset(request);
            case HANG -> {} // the client ends this, or the emulator's close does
            case ANSWER -> {
                response.exceptionHandler(ignored -> {}); // the client left: gone() says so from now on
                answer(answer, plan);
            }
        }
    }

    private void answer(Answer answer, FaultPlan plan) {
        response.setStatusCode(answer.status());
        for (Headers.Line line : answer.headers().lines()) {
            response.headers().add(line.name(), line.value());
        }
        switch (answer) {
            case Answer.Whole whole -> {
                response.putHeader("Content-Length", String.valueOf(whole.body().length));
                steps = plan.script(List.of(whole.body()).iterator());
            }
            case Answer.Frames frames -> {
                response.setChunked(true);
                steps = plan.script(frames.frames());
            }
        }
        go();
    }

    private void go() {
        for (int i = 0; i < STEPS_PER_TURN; i++) {
            if (gone() || !steps.hasNext()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(ignored -> go());
                return;
            }
            if (!take(steps.next())) {
                return;
            }
        }
        vertx.runOnContext(ignored -> go()); // others on this event loop want their turn
    }

    /** Whether the next step may follow at once. */
    private boolean take(Step step) {
        switch (step) {
            case Step.Write write -> response.write(Buffer.buffer(write.bytes()));
            case Step.Pause pause -> after(pause.duration(), this::go);
            case Step.Reset ignored -> after(BEFORE_RESET, () -> Abort.reset(request));
            case Step.Silence ignored -> fallSilent();
            case Step.End end -> end(end.complete());
        }
        return step instanceof Step.Write;
    }

    private void fallSilent() {
        if (!response.headWritten()) {
            response.writeHead(); // silence before the first frame is not silence before the headers
        }
    }

    private void end(boolean complete) {
        if (declaredLength && !complete) {
            request.connection().close(); // no other way to end a message that is shorter than it said
        } else {
            response.end();
        }
    }

    private void after(Duration delay, Runnable action) {
        if (delay.isPositive()) {
            vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> action.run());
        } else {
            action.run();
        }
    }

    private boolean gone() {
        return response.closed() || response.ended();
    }
}
