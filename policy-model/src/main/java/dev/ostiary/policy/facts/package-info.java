/**
 * What is known about Bedrock for lint: actions, resource types and condition keys of the Service Authorization Reference,
 * Regions, and what a caller says about models and profiles. Imports {@code pattern} and {@code json}.
 */
@NullMarked
package dev.ostiary.policy.facts;

import org.jspecify.annotations.NullMarked;
