package dev.ostiary.gateway.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An access directory in the making, for tests. */
public final class AccessTree {
    public static final String ISSUER = """
            version: 1
            issuer: https://login.example.com/realms/corp
            audience: [ostiary]
            """;
    public static final String POLICY = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "bedrock:InvokeModel",
                  "Resource": "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0"
                }
              ]
            }
            """;
    public static final String APP = """
            version: 1
            app: translator
            identities:
              - issuer: corp
                claims: { azp: translator-prod }
            policies: [llama]
            """;

    private final Path root;

    public AccessTree(Path root) {
        this.root = root;
    }

    /** One issuer, one policy, one app. */
    public AccessTree withGoodFiles() {
        return with("issuers/corp.yaml", ISSUER)
                .with("policies/llama.json", POLICY)
                .with("apps/translator.yaml", APP);
    }

    public AccessTree with(String path, String content) {
        return with(path, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public AccessTree with(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AccessTree without(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }
}
