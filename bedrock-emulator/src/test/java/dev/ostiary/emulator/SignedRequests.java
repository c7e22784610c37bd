package dev.ostiary.emulator;

import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Signs requests with the SDK's own signer, for what no SDK client sends. */
public final class SignedRequests {
    private SignedRequests() {}

    /** Who signs, for what, and when. */
    public record Signing(AwsCredentials credentials, String service, String region, Clock clock) {
        public static Signing usual() {
            return new Signing(Clients.CREDENTIALS, "bedrock", "us-east-1", Clock.systemUTC());
        }

        public Signing withService(String other) {
            return new Signing(credentials, other, region, clock);
        }

        public Signing withRegion(String other) {
            return new Signing(credentials, service, other, clock);
        }

        public Signing withCredentials(AwsCredentials other) {
            return new Signing(other, service, region, clock);
        }

        public Signing withClock(Clock other) {
            return new Signing(credentials, service, region, other);
        }
    }

    public static SdkHttpRequest.Builder post(URI endpoint, String rawPath) {
        return request(SdkHttpMethod.POST, endpoint, rawPath).putHeader("Content-Type", "application/json");
    }

    public static SdkHttpRequest.Builder request(SdkHttpMethod method, URI endpoint, String rawPath) {
        return SdkHttpRequest.builder()
                .method(method)
                .protocol(endpoint.getScheme())
                .host(endpoint.getHost())
                .port(endpoint.getPort())
                .encodedPath(rawPath);
    }

    public static SdkHttpRequest sign(SdkHttpRequest request, byte[] body, Signing signing) {
        return AwsV4HttpSigner.create()
                .sign(builder -> builder.identity(signing.credentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, signing.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signing.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, signing.clock()))
                .request();
    }
}
