/**
 * Asks the app's policies about every part of a call and turns a no into AWS's own sentence. Imports {@code refusal},
 * {@code store}, {@code identity}, {@code offering}, {@code catalogue}, {@code route}, {@code model} and
 * {@code bedrock}.
 */
@NullMarked
package dev.ostiary.gateway.authorization;

import org.jspecify.annotations.NullMarked;
