package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.metering.UsageTap;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the exchange decides about one answer.
 *
 * @param tap the exchange's own, fed here
 * @param upstreamIdle how long Bedrock may send nothing after its head ({@code ostiary.upstreams.<name>.idle-timeout})
 * @param writeIdle how long the app may take nothing while something waits for it ({@code ostiary.http.write-idle-timeout})
 * @param decisionId named in the exception frame, so that app and access log meet
 * @param headers the gateway's own ({@code x-ostiary-*}); they win over the same name from Bedrock
 * @param beforeEnd run before the answer's last bytes go to the app; nothing is asked of Bedrock from then on
 */
public record RelayPlan(
        UsageTap tap,
        Duration upstreamIdle,
        Duration writeIdle,
        String decisionId,
        List<Map.Entry<String, String>> headers,
        Runnable beforeEnd) {
    public RelayPlan {
        headers = List.copyOf(headers);
        requirePositive("upstreamIdle", upstreamIdle);
        requirePositive("writeIdle", writeIdle);
    }

    private static void requirePositive(String component, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(component + " is " + value + ", expected more than zero");
        }
    }
}
