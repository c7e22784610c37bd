package dev.ostiary.gateway.catalogue;

import java.util.List;

/**
 * Whose catalogue it is.
 *
 * @param upstream the upstream's name in the configuration, {@code [a-z0-9]+}
 * @param regions the Regions to ask
 */
public record CatalogueAccount(String upstream, String partition, String accountId, List<String> regions) {
    public CatalogueAccount {
        regions = List.copyOf(regions);
    }
}
