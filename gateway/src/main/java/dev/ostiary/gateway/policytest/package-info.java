/**
 * Policy tests: files that say what an app must and must not be able to do, and asking the gateway's own code whether it is so. Imports
 * {@code http}, {@code store}, {@code yaml}, {@code identity}, {@code catalogue}, {@code bedrock}, {@code authorization} and {@code inquiry}.
 */
@NullMarked
package dev.ostiary.gateway.policytest;

import org.jspecify.annotations.NullMarked;
