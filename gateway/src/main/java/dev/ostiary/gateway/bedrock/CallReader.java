package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.body.RequestMetadata;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.Guardrail;
import dev.ostiary.gateway.model.ModelId;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.ListQuery;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.route.Route;
import dev.ostiary.gateway.store.App;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a routed request in two steps, so that no byte of a body is buffered for a request that is refused anyway: first the line and
 * the headers, then the body. Pure but for the random tokens; any thread; never blocks.
 */
public final class CallReader {
    private final long maxBodyBytes;
    private final CallCompletion completion;

    /**
     * @param maxBodyBytes largest body; one byte more is 413
     * @param stampBody whether {@code ostiary:app} is put into the request metadata of Converse bodies
     * @param randomTokens makes up a {@code clientRequestToken} when the caller sent none: visible ASCII, at most 64 characters,
     *     never the same twice
     */
    public CallReader(long maxBodyBytes, boolean stampBody, Supplier<String> randomTokens) {
        this.maxBodyBytes = maxBodyBytes;
        this.completion = new CallCompletion(stampBody, randomTokens);
    }

    /** Checks Region, ids, headers, encoding and declared length. Nothing is asked of the catalogue yet: a body comes first. */
    public Beginning begin(Route route, MultiMap headers, App app, Account account) {
        RegionChoice choice = RegionChoice.of(route, app, account);
        if (choice.fault() != null) {
            return new Beginning.Refused(
                    null, Refusal.invalid("The Region `" + choice.shown() + "` cannot be used.", choice.fault()));
        }
        Refusal refusal = faultOfIds(route);
        if (refusal != null) {
            return new Beginning.Refused(null, refusal);
        }
        refusal = RequestHeaders.faultOf(route.operation(), headers);
        if (refusal == null && route.operation().bodyRule() != Operation.BodyRule.NONE) {
            refusal = faultOfBodyHeaders(headers);
        }
        if (refusal != null) {
            return new Beginning.Refused(choice.region(), refusal);
        }
        RequestHeaders read = RequestHeaders.of(route.operation(), headers);
        refusal = faultOfInvokeHeaders(read);
        return refusal != null
                ? new Beginning.Refused(choice.region(), refusal)
                : new Begun(route, choice.region(), app, account, read);
    }

    /**
     * Reads the body and resolves what is named.
     *
     * @param body the whole body; empty for operations without one
     * @param catalogue the one that this request sees; after an {@link Completion.UnknownModel} a newer one
     */
    public Completion complete(Begun begun, Buffer body, Catalogue catalogue) {
        if (body.length() > maxBodyBytes) {
            return new Completion.Refused(
                    labels(begun.route(), begun.region(), begun.account(), catalogue), tooLarge());
        }
        return completion.complete(begun, body, catalogue);
    }

    /**
     * What is told of a request that ends before its body is read: the model that its path names. Nothing is decided by it.
     *
     * @param region that the request goes to; its id is within the grammar
     */
    public ModelLabels labels(Route route, String region, Account account, Catalogue catalogue) {
        return completion.labels(route, region, account, catalogue);
    }

    /** The refusal of a body that grows over the bound while it is read. */
    public Refusal tooLarge() {
        return Refusal.of(
                RefusalKind.BODY_TOO_LARGE,
                DeniedBy.REQUEST,
                "The request body is larger than " + maxBodyBytes + " bytes.",
                "send less; the bound is ostiary.http.max-body-size");
    }

    private static @Nullable Refusal faultOfIds(Route route) {
        return switch (route.operation()) {
            case INVOKE_MODEL,
                    INVOKE_MODEL_WITH_RESPONSE_STREAM,
                    CONVERSE,
                    CONVERSE_STREAM,
                    COUNT_TOKENS,
                    GET_FOUNDATION_MODEL,
                    GET_INFERENCE_PROFILE -> invalidId("model", ModelId.faultOf(route.id()));
            case GET_ASYNC_INVOKE -> invalidId("invocation", AsyncJobs.faultOfArn(route.id()));
            case APPLY_GUARDRAIL -> invalidId("guardrail", Guardrail.faultOf(route.id(), route.version()));
            case LIST_ASYNC_INVOKES, LIST_FOUNDATION_MODELS, LIST_INFERENCE_PROFILES -> {
                String fault = ListQuery.fault(route);
                yield fault == null ? null : Refusal.invalid("A parameter of the query is not valid.", fault);
            }
            case INVOKE_GUARDRAIL_CHECKS, START_ASYNC_INVOKE, WHOAMI -> null;
        };
    }

    private static @Nullable Refusal invalidId(String kind, @Nullable String fault) {
        return fault == null ? null : Refusal.invalid("The provided " + kind + " identifier is invalid.", fault);
    }

    private @Nullable Refusal faultOfBodyHeaders(MultiMap headers) {
        List<String> encodings = headers.getAll("Content-Encoding");
        for (String encoding : encodings) {
            if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
                return Refusal.of(
                        RefusalKind.UNSUPPORTED_ENCODING,
                        DeniedBy.REQUEST,
                        "The content encoding is not supported.",
                        "send the body as it is, without Content-Encoding");
            }
        }
        String declared = headers.get("Content-Length");
        return declared != null && isOverBound(declared) ? tooLarge() : null;
    }

    /** A length that is no number is the edge's business; one with more digits than a long has is simply too large. */
    private boolean isOverBound(String declared) {
        try {
            return Long.parseLong(declared) > maxBodyBytes;
        } catch (NumberFormatException e) {
            return declared.length() > 18; // not swallowed: the answer is yes
        }
    }

    private static @Nullable Refusal faultOfInvokeHeaders(RequestHeaders headers) {
        String fault = RequestMetadata.faultOfHeader(headers.metadata());
        if (fault != null) {
            return Refusal.invalid("The header " + RequestHeaders.METADATA + " is not valid.", fault);
        }
        boolean guarded = !headers.guardrailIdentifier().isEmpty()
                || !headers.guardrailVersion().isEmpty();
        return guarded
                ? invalidId("guardrail", Guardrail.faultOf(headers.guardrailIdentifier(), headers.guardrailVersion()))
                : null;
    }
}
