terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80, < 7.0"
    }
  }
}

# What the gateway runs as: reads the catalogue, assumes the app role, invokes nothing itself.
resource "aws_iam_role" "gateway" {
  name               = "ostiary-gateway"
  assume_role_policy = file("${path.module}/gateway-role-trust.json")
}

resource "aws_iam_role_policy" "gateway" {
  name = "catalogue-and-sessions"
  role = aws_iam_role.gateway.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Catalogue"
        Effect = "Allow"
        Action = [
          "bedrock:ListFoundationModels",
          "bedrock:ListInferenceProfiles",
          "bedrock:ListPromptRouters",
          "bedrock:ListGuardrails",
        ]
        Resource = "*"
      },
      {
        Sid      = "Sessions"
        Effect   = "Allow"
        Action   = ["sts:AssumeRole", "sts:TagSession"]
        Resource = aws_iam_role.invoke.arn
      },
    ]
  })
}

# ostiary.upstreams.default.role-arn: assumed once per app, so that AWS' bills and logs name the app.
resource "aws_iam_role" "invoke" {
  name                 = "ostiary-invoke"
  assume_role_policy   = file("${path.module}/app-role-trust.json")
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "invoke" {
  name   = "models"
  role   = aws_iam_role.invoke.id
  policy = file("${path.module}/gateway-role-policy.json")
}
