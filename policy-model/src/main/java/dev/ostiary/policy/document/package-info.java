/**
 * Reads policy documents as strictly as IAM does when it stores them, and writes them as AWS does. Imports
 * {@code policy}, {@code pattern}, {@code condition} and {@code json}.
 */
@NullMarked
package dev.ostiary.policy.document;

import org.jspecify.annotations.NullMarked;
