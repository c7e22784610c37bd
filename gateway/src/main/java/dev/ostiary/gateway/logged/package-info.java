/**
 * What the access log tells afterwards: finding a call in it, explaining why the decision fell, asking the call again
 * today, and what apps used. Decides nothing by itself. Imports {@code refusal}, {@code store}, {@code route},
 * {@code model}, {@code bedrock}, {@code authorization} and {@code inquiry}.
 */
@NullMarked
package dev.ostiary.gateway.logged;

import org.jspecify.annotations.NullMarked;
