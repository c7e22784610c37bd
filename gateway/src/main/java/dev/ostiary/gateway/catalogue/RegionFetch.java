package dev.ostiary.gateway.catalogue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one Region's models and profiles: all pages, or nothing. */
final class RegionFetch {
    /** 1,000 profiles a page; far beyond any account's quota, and an end for a control plane that never ends. */
    private static final int MAX_PAGES = 50;

    private final CatalogueSource source;
    private final CatalogueAccount account;
    private final String region;

    RegionFetch(CatalogueSource source, CatalogueAccount account, String region) {
        this.source = source;
        this.account = account;
        this.region = region;
    }

    /** Empty when any part could not be read: half a catalogue would refuse what the other half allows. */
    Future<Optional<RegionalCatalogue>> fetch() {
        return get("/foundation-models", "")
                .map(answer -> answer.flatMap(CatalogueReader::models))
                .compose(models -> models.isEmpty()
                        ? Future.succeededFuture(Optional.<RegionalCatalogue>empty())
                        : profiles(models.get()));
    }

    private Future<Optional<RegionalCatalogue>> profiles(List<FoundationModel> models) {
        List<InferenceProfile> profiles = new ArrayList<>();
        return pages("SYSTEM_DEFINED", "", 1, profiles)
                .compose(whole -> whole ? pages("APPLICATION", "", 1, profiles) : Future.succeededFuture(false))
                .map(whole -> whole
                        ? Optional.of(new RegionalCatalogue(models, profiles))
                        : Optional.<RegionalCatalogue>empty());
    }

    private Future<Boolean> pages(String type, String token, int page, List<InferenceProfile> profiles) {
        if (page > MAX_PAGES) {
            return Future.succeededFuture(false);
        }
        String query = "maxResults=1000&type=" + type + (token.isEmpty() ? "" : "&nextToken=" + encode(token));
        return get("/inference-profiles", query).compose(answer -> {
            var read = answer.flatMap(body -> CatalogueReader.profiles(body, region, account.accountId()));
            if (read.isEmpty()) {
                return Future.succeededFuture(false);
            }
            profiles.addAll(read.get().profiles());
            String next = read.get().nextToken();
            return next.isEmpty() ? Future.succeededFuture(true) : pages(type, next, page + 1, profiles);
        });
    }

    private Future<Optional<String>> get(String path, String query) {
        return source.get(account.upstream(), region, path, query).map(answer -> answer.map(Buffer::toString));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
