/**
 * What is offered in all Regions to each upstream's account, and how the gateway knows: the built-in seed, the last good
 * copy on disk, and the refresh from the control plane of Bedrock. Imports {@code offering} only.
 */
@NullMarked
package dev.ostiary.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
