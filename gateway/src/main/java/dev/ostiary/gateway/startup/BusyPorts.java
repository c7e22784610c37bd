package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.http.HttpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that somebody else has: told before the start in one line instead of after it in a stack trace. */
final class BusyPorts {
    private BusyPorts() {}

    static List<ConfigProblem> problems(HttpSettings http, ManagementSettings management) {
        var problems = new ArrayList<ConfigProblem>();
        check("ostiary.http.port", http.host(), http.port(), problems);
        if (http.tlsCertificate().isPresent()) {
            check("ostiary.http.tls-port", http.host(), http.tlsPort(), problems);
        }
        check("ostiary.management.port", "0.0.0.0", management.port(), problems);
        return problems;
    }

    private static void check(String key, String host, int port, List<ConfigProblem> problems) {
        if (!isFree(host, port)) {
            String fix = key.equals("ostiary.http.port")
                    ? "end the other program, or choose another port: `./ostiary start --port N`, "
                            + KnownKeys.asVariable(key)
                    : "end the other program, or choose another port with " + KnownKeys.asVariable(key);
            problems.add(new ConfigProblem(key, "port " + port + " of " + host + " is in use", fix));
        }
    }

    /** Whether a server could listen there now; port 0 always can. */
    static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
