package dev.ostiary.policy.benchmark;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.explanation.Explanation;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one decision takes over documents of 50 statements each: every model its own statement, one in ten with a
 * condition, one in ten with wildcards, one in a hundred a Deny.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/vendor%d.model-%d-v1:0";

    @Param({"10", "1000", "10000"})
    public int statements;

    private PolicySet set;
    private List<AuthorizationPart> allowed;
    private List<AuthorizationPart> refused;

    @Setup
    public void compile() {
        List<NamedPolicy> policies = new ArrayList<>();
        for (int first = 0; first < statements; first += 50) {
            List<String> texts = new ArrayList<>();
            for (int i = first; i < Math.min(statements, first + 50); i++) {
                texts.add(statement(i));
            }
            policies.add(new NamedPolicy("p" + first, read(String.join(",", texts))));
        }
        set = PolicySet.ofIdentity(policies);
        RequestContext context = RequestContext.builder()
                .with("aws:PrincipalTag/team", "blue")
                .with("aws:SourceIp", "203.0.113.7")
                .with("aws:RequestedRegion", "us-east-1")
                .with("aws:SecureTransport", "true")
                .build();
        int last = statements - 1;
        allowed = List.of(new AuthorizationPart("bedrock:InvokeModel", MODEL.formatted(last % 7, last), context));
        refused = List.of(new AuthorizationPart("bedrock:InvokeModel", MODEL.formatted(9, last), context));
    }

    @Benchmark
    public Decision allow() {
        return set.decide(allowed);
    }

    @Benchmark
    public Decision refuse() {
        return set.decide(refused);
    }

    @Benchmark
    public String refuseWithHint() {
        return Explanation.hint(set, set.decide(refused));
    }

    private static String statement(int i) {
        String model = MODEL.formatted(i % 7, i);
        if (i % 10 == 3) {
            model = model.replace("us-east-1", "us-*");
        }
        String condition = i % 10 == 5 ? ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}" : "";
        return "{\"Effect\":\"%s\",\"Action\":[\"bedrock:InvokeModel\",\"bedrock:InvokeModelWithResponseStream\"],\"Resource\":\"%s\"%s}"
                .formatted(i % 100 == 50 ? "Deny" : "Allow", model, condition);
    }

    private static PolicyDocument read(String statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected ->
                throw new IllegalStateException(rejected.problems().toString());
        };
    }
}
