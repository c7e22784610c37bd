/**
 * The whole access directory: what may stand in it, its findings and its lint. Front door: {@link
 * dev.ostiary.gateway.files.AccessFiles}. Imports {@code yaml}, {@code store}, {@code policies} and {@code apps}.
 */
@NullMarked
package dev.ostiary.gateway.files;

import org.jspecify.annotations.NullMarked;
