// The second result needs the new w and the old one; v is updated in place.

func.func @circle(%w: tensor<4xf32> {ae.state = "w"}, %v: tensor<4xf32> {ae.state = "v"},
                  %g: tensor<4xf32> {ae.input = "g"})
    -> (tensor<4xf32> {ae.state = "w"}, tensor<4xf32> {ae.state = "v"}, tensor<4xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %new = linalg.sub ins(%w, %g : tensor<4xf32>, tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %f = tensor.empty() : tensor<4xf32>
  %moved = linalg.sub ins(%new, %w : tensor<4xf32>, tensor<4xf32>) outs(%f : tensor<4xf32>) -> tensor<4xf32>
  %h = tensor.empty() : tensor<4xf32>
  %next = linalg.add ins(%v, %g : tensor<4xf32>, tensor<4xf32>) outs(%h : tensor<4xf32>) -> tensor<4xf32>
  return %new, %next, %moved : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}
