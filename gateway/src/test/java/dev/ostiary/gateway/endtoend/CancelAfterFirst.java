package dev.ostiary.gateway.endtoend;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;

/** A reader who walks away after the first event. */
final class CancelAfterFirst implements Subscriber<ConverseStreamOutput> {
    private @Nullable Subscription subscription;

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ConverseStreamOutput event) {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
}
