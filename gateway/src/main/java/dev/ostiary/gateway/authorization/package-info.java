/**
 * Asks the app's policies about every part of a call and turns a no into AWS's own sentence. Imports {@code http}, {@code store},
 * {@code identity}, {@code bedrock} and {@code catalogue}.
 */
@NullMarked
package dev.ostiary.gateway.authorization;

import org.jspecify.annotations.NullMarked;
