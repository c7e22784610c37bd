package dev.ostiary.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.ManagedPolicies;
import dev.ostiary.gateway.store.AccessReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents as people bring them from AWS must load, whatever lint would rather have. */
class RightDirectoriesTest {
    /** AWS's own example of a Region deny names services that have nothing to do with Bedrock. */
    private static final String REGION_DENY = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "DenyAllOutsideEU",
                  "Effect": "Deny",
                  "NotAction": ["a4b:*", "aws-portal:*", "budgets:*", "ce:*", "chime:*", "directconnect:*", "fms:*",
                    "globalaccelerator:*", "importexport:*", "mobileanalytics:*", "networkmanager:*", "pricing:*",
                    "route53domains:*", "s3:ListAllMyBuckets", "shield:*", "sts:*", "support:*", "trustedadvisor:*",
                    "waf-regional:*", "wellarchitected:*", "a-service-of-tomorrow:*"],
                  "Resource": "*",
                  "Condition": {
                    "StringNotEquals": { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
                    "ArnNotLike": { "aws:PrincipalARN": ["arn:aws:iam::*:role/Role1AllowedToBypassThisSCP"] }
                  }
                }
              ]
            }
            """;

    @TempDir
    Path directory;

    private AccessReading load() {
        return AccessFiles.load(directory, AccessRules.DEFAULT);
    }

    @Test
    void anOrganizationsRegionDenyLoads() {
        new AccessTree(directory).withGoodFiles().with("organization/10-root/region.json", REGION_DENY);

        assertThat(load()).isInstanceOf(AccessReading.AccessContent.class);
    }

    @Test
    void copiesOfManagedPoliciesLoad() throws IOException {
        var tree = new AccessTree(directory).withGoodFiles();
        for (String name : List.of(
                "AmazonBedrockFullAccess",
                "AmazonBedrockMantleInferenceAccess",
                "AmazonBedrockMantleReadOnly",
                "AmazonBedrockReadOnly",
                "FullAWSAccess")) {
            try (InputStream in = ManagedPolicies.class.getResourceAsStream("managed/" + name + ".json")) {
                assertThat(in).as(name).isNotNull();
                tree.with("policies/" + name + ".json", in.readAllBytes());
            }
        }

        assertThat(load()).isInstanceOf(AccessReading.AccessContent.class);
    }

    @Test
    void wildcardsConditionsAndAnAppWithoutPolicyLoad() {
        new AccessTree(directory).withGoodFiles().with("apps/nothing.yaml", """
                        version: 1
                        app: nothing
                        policy: { Version: "2012-10-17", Statement: [] }
                        """).with("apps/everything.yaml", """
                        version: 1
                        app: everything
                        policy:
                          Version: 2012-10-17
                          Statement:
                            - { Effect: Allow, Action: "*", Resource: "*" }
                            - { Effect: Allow, Action: "bedrock:*", Resource: "arn:aws:bedrock:*:*:*" }
                            - { Effect: Allow, NotAction: "bedrock:Delete*", NotResource: "arn:aws:bedrock:*::foundation-model/a*" }
                            - Effect: Deny
                              Action: "bedrock:Invoke*"
                              Resource: "*"
                              Condition:
                                Bool: { "aws:SecureTransport": "false" }
                                NotIpAddress: { "aws:SourceIp": [192.0.2.0/24, "2001:db8::/32"] }
                                StringNotLike: { "aws:PrincipalTag/team": ["loc*", "${aws:PrincipalTag/other}"] }
                                DateGreaterThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" }
                                "Null": { "bedrock:GuardrailIdentifier": "true" }
                        """);

        assertThat(load()).isInstanceOf(AccessReading.AccessContent.class);
    }
}
