// A definition with sizes that a command line may set.
#latent = 3
  #hidden = 8 : i64   // of both networks
!x = !ae.batch<6>
!z = !ae.batch<#latent>
!h = !ae.batch<#hidden>

ae.model @sized {
  ae.network @encoder(%x: !x) {
    %0 = ae.dense %x, #hidden : !x
    %1 = nn.relu %0 : !h
    %z = ae.dense %1, #latent : !h
    ae.return %z : !z
  }
  ae.network @decoder(%z: !z) {
    %0 = ae.dense %z, #hidden : !z
    %1 = nn.relu %0 : !h
    %y = ae.dense %1, 6 : !h
    ae.return %y : !x
  }
  ae.objective @reconstruction(%x: !x) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (!x) -> !z
    %y = ae.apply @decoder(%z) : (!z) -> !x
    %mse = nn.mse %y, %x : !x
    ae.minimize %mse : tensor<?xf32>
  }
}
