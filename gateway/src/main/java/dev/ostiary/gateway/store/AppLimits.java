package dev.ostiary.gateway.store;

/**
 * What an app may use at most.
 *
 * @param requestsPerMinute 0 = no limit
 * @param concurrency calls at the same time; 0 = no limit
 */
public record AppLimits(int requestsPerMinute, int concurrency) {
    public static final AppLimits NONE = new AppLimits(0, 0);

    public AppLimits {
        if (requestsPerMinute < 0 || concurrency < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }
}
