package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.cli.Cli;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.preflight.ConfigProblem;
import dev.ostiary.gateway.preflight.Configuration;
import dev.ostiary.gateway.preflight.DevelopmentStart;
import dev.ostiary.gateway.preflight.OutsideChecks;
import dev.ostiary.gateway.preflight.StartupChecks;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.List;

/** The process entry: words are for the command line, no words start the server. */
@QuarkusMain
public final class Main {
    /** A refused start. */
    private static final int REFUSED = 1;

    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            // a command needs no fast buffers, and a new JDK would warn of Netty's on standard error
            System.setProperty("io.netty.noUnsafe", "true");
            int status = Cli.run(args, System.out, System.err);
            if (System.out.checkError()) {
                System.err.println("ostiary: standard output cannot be written, what the command said is lost");
                status = Cli.FAILED;
            }
            System.err.flush();
            // not exit(): a command has nothing to shut down, and a library's hook could only hold it up
            Runtime.getRuntime().halt(status);
        }
        List<ConfigProblem> problems = problems();
        if (!problems.isEmpty()) {
            print(problems, System.err);
            System.exit(REFUSED);
        }
        // a tenth of a second that the framework's own start has room for
        Thread.ofPlatform().name("lint-tables").daemon().start(AccessFiles::readTables);
        Quarkus.run(args);
    }

    private static List<ConfigProblem> problems() {
        try {
            Configuration configuration = Configuration.ofThisProcess();
            DevelopmentStart.prepare(configuration.withoutMappings(), System.err);
            List<ConfigProblem> problems = StartupChecks.problems(configuration);
            return problems.isEmpty() ? OutsideChecks.problems(configuration) : problems;
        } catch (RuntimeException e) {
            // a source that cannot be read at all (a configuration file that is a folder, say): told without a stack
            // trace
            return List.of(new ConfigProblem("configuration", "cannot be read: " + e.getMessage(), ""));
        }
    }

    private static void print(List<ConfigProblem> problems, PrintStream err) {
        err.println("ostiary: the start is refused, " + problems.size()
                + (problems.size() == 1 ? " setting is" : " settings are") + " missing or unsafe:");
        problems.forEach(problem -> err.println("  " + problem.toText()));
        err.println("All keys are in docs/configuration.md. To try Ostiary without AWS: ./ostiary start");
    }
}
