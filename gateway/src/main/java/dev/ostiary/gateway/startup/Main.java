package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.cli.Cli;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process entry: words are for the command line, no words start the server. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            System.exit(Cli.run(args, System.out, System.err));
        }
        Quarkus.run(args);
    }
}
