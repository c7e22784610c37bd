/**
 * The configured upstreams: accounts, Regions, addresses and bounds, read strictly. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.endpoints;

import org.jspecify.annotations.NullMarked;
