/**
 * Policy tests: files that say what an app must and must not be able to do, and asking the gateway's own code whether it
 * is so. Imports {@code refusal}, {@code yaml}, {@code store}, {@code identity}, {@code catalogue}, {@code route}, {@code
 * model}, {@code bedrock}, {@code authorization} and {@code inquiry}.
 */
@NullMarked
package dev.ostiary.gateway.policytest;

import org.jspecify.annotations.NullMarked;
