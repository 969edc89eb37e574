module parcelworks.io/depot

go 1.21

require harness v0.0.0

replace harness => ../harness
