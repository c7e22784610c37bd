/**
 * Answers about access without a caller: what a call would be answered, who can call what, and what an app can call.
 * Puts every question to the code of the data path and decides nothing by itself. Imports {@code refusal},
 * {@code yaml}, {@code store}, {@code policies}, {@code files}, {@code identity}, {@code offering},
 * {@code catalogue}, {@code route}, {@code model}, {@code bedrock}, {@code authorization} and {@code endpoints}.
 */
@NullMarked
package dev.ostiary.gateway.inquiry;

import org.jspecify.annotations.NullMarked;
