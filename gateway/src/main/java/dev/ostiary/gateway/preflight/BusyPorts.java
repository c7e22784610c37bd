package dev.ostiary.gateway.preflight;

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
        return problems.stream().distinct().toList();
    }

    private static void check(String key, String host, int port, List<ConfigProblem> problems) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved() || !isFree(new InetSocketAddress(address.getAddress(), 0))) {
            problems.add(new ConfigProblem(
                    "ostiary.http.host",
                    "`" + host + "` is no address of this machine",
                    "expected one, or 0.0.0.0 for all of them"));
        } else if (!isFree(address)) {
            String other = key.equals("ostiary.http.port")
                    ? "choose another port: `./ostiary start --port N`, " + KnownKeys.asVariable(key)
                    : "choose another port with " + KnownKeys.asVariable(key);
            problems.add(new ConfigProblem(
                    key,
                    "port " + port + " of " + host + " is in use" + (port < 1024 ? ", or not for this user" : ""),
                    "end the other program, or " + other));
        }
    }

    /** Whether a server could listen there now; port 0 always can. */
    static boolean isFree(String host, int port) {
        return isFree(new InetSocketAddress(host, port));
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
