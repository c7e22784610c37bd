/**
 * Policy documents as values: what somebody wrote, with the place of every element, and nothing that evaluates it.
 * Imports no other room.
 */
@NullMarked
package dev.ostiary.policy.policy;

import org.jspecify.annotations.NullMarked;
