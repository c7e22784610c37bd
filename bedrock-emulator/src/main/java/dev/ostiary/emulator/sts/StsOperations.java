package dev.ostiary.emulator.sts;

import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Caller;
import dev.ostiary.emulator.signature.Credential;
import dev.ostiary.emulator.signature.CredentialBook;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** AssumeRole and GetCallerIdentity. Every role may be assumed; what it may do is scripted by refusals. */
public final class StsOperations {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final CredentialBook book;
    private final AssumedRoles roles;
    private final Clock clock;
    private final Duration longestSession;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param longestSession cuts sessions shorter than any caller can ask for, so that tests see them end
     */
    public StsOperations(CredentialBook book, AssumedRoles roles, Clock clock, Duration longestSession) {
        this.book = book;
        this.roles = roles;
        this.clock = clock;
        this.longestSession = longestSession;
    }

    /** The action that a form body names, empty when it names none. */
    public static String action(byte[] body) {
        return FormBody.parse(body).get("Action");
    }

    public Answer assumeRole(Call call) {
        FormBody form = FormBody.parse(call.inbound().body());
        Optional<AwsError> problem = RoleRequest.problem(form, call.caller());
        if (problem.isPresent()) {
            return StsXml.error(problem.get(), call.requestId());
        }
        String roleArn = form.get("RoleArn");
        String sessionName = form.get("RoleSessionName");
        Map<String, String> tags = form.pairs("Tags");
        int seconds = RoleRequest.seconds(form);
        Duration lifetime = Duration.ofSeconds(seconds);
        Instant expiry = clock.instant()
                .plus(lifetime.compareTo(longestSession) > 0 ? longestSession : lifetime)
                .truncatedTo(ChronoUnit.SECONDS);
        Caller caller = new Caller("ASIA" + letters(16), sessionArn(roleArn, sessionName), sessionName, tags);
        var session = new Credential.Session(base64(30), base64(240), expiry, caller);
        book.add(session);
        roles.add(new AssumedRole(
                roleArn,
                sessionName,
                Map.copyOf(tags),
                new AssumedRole.Limits(form.get("Policy"), form.list("PolicyArns", ".arn"), seconds),
                form.get("ExternalId"),
                new AssumedRole.Grant(caller.accessKey(), expiry, call.caller().accessKey())));
        return StsXml.result("AssumeRole", content(session, form), call.requestId());
    }

    private String content(Credential.Session session, FormBody form) {
        int packed = Math.ceilDiv(form.get("Policy").length() * 100, 2_048);
        String user = StsXml.element("AssumedRoleId", "AROA" + letters(17) + ":" + form.get("RoleSessionName"))
                + StsXml.element("Arn", session.caller().arn());
        String credentials = StsXml.element("AccessKeyId", session.accessKey())
                + StsXml.element("SecretAccessKey", session.secret())
                + StsXml.element("SessionToken", session.token())
                + StsXml.element("Expiration", session.expiry().toString());
        return "<AssumedRoleUser>" + user + "</AssumedRoleUser><Credentials>" + credentials + "</Credentials>"
                + StsXml.element("PackedPolicySize", String.valueOf(packed));
    }

    public Answer getCallerIdentity(Call call) {
        String arn = call.caller().arn();
        String content = StsXml.element("Arn", arn)
                + StsXml.element("UserId", call.caller().accessKey())
                + StsXml.element("Account", arn.split(":", -1)[4]);
        return StsXml.result("GetCallerIdentity", content, call.requestId());
    }

    private static String sessionArn(String roleArn, String sessionName) {
        String[] parts = roleArn.split(":", 6);
        String role = parts[5].substring(parts[5].lastIndexOf('/') + 1);
        return "arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + role + "/" + sessionName;
    }

    private String letters(int count) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return out.toString();
    }

    private String base64(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return Base64.getEncoder().encodeToString(content);
    }
}
